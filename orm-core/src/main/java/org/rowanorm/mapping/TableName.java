package org.rowanorm.mapping;

import org.jspecify.annotations.Nullable;

/** The name of an entity's table, as it is mapped. */
public record TableName(@Nullable String schema, String name) {}
