/** A customer, orders and a session or two: enough to need every door of a named module. */
@NullMarked
package org.rowanorm.shop;

import org.jspecify.annotations.NullMarked;
