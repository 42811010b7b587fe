package org.rowanorm.declaration;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.InheritanceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was declared of an entity's place among the entities that it extends.
 *
 * @param parent the nearest entity above it, or null
 * @param strategy how the tables are cut; counts on the topmost entity
 * @param discriminator the column that names the class of a row; counts on the topmost entity
 * @param value what stands in it for this entity, or empty
 * @param keyColumns the key of its own table where tables are joined
 */
record HierarchyDeclaration(
    @Nullable Class<?> parent,
    InheritanceType strategy,
    @Nullable DiscriminatorColumn discriminator,
    String value,
    List<ColumnDeclaration> keyColumns) {}
