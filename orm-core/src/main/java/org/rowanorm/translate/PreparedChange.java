package org.rowanorm.translate;

import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.QueryTree;

/** A statement that changes rows of an entity, taken apart into its shape and its values. */
public record PreparedChange(EntityModel entity, QueryTree tree, Parameters parameters) {}
