package org.rowanorm.declaration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.TableName;

/**
 * What was declared of one entity, before anything is resolved.
 *
 * @param idClass the class whose objects stand for ids of several attributes, or null
 */
record EntityDeclaration(
    Class<?> type,
    String name,
    TableName table,
    boolean cacheable,
    @Nullable Class<?> idClass,
    HierarchyDeclaration hierarchy,
    List<SecondaryTableDeclaration> secondaryTables,
    List<AttributeDeclaration> attributes) {}
