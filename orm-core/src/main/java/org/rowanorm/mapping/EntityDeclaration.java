package org.rowanorm.mapping;

import java.util.List;

/** What was declared of one entity, before anything is resolved. */
record EntityDeclaration(
    Class<?> type,
    String name,
    TableName table,
    boolean cacheable,
    List<AttributeDeclaration> attributes) {}
