package org.rowanorm.declaration;

import jakarta.persistence.ForeignKey;
import jakarta.persistence.SecondaryTable;
import java.util.Arrays;
import java.util.List;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;

/**
 * What was declared of a table that holds some columns of an entity.
 *
 * @param key the columns that hold the id, as far as they were declared
 * @param foreignKey what was said of the constraint that the key is
 */
record SecondaryTableDeclaration(
    TableName name, List<ColumnDeclaration> key, ForeignKey foreignKey, TableDetails details) {

  static List<SecondaryTableDeclaration> of(Class<?> entity, Naming naming) {
    return Arrays.stream(entity.getDeclaredAnnotationsByType(SecondaryTable.class))
        .map(said -> of(said, naming))
        .toList();
  }

  private static SecondaryTableDeclaration of(SecondaryTable said, Naming naming) {
    return new SecondaryTableDeclaration(
        naming.table(said.catalog(), said.schema(), said.name()),
        Arrays.stream(said.pkJoinColumns()).map(ColumnDeclaration::of).toList(),
        said.foreignKey(),
        TableDetails.of(said));
  }
}
