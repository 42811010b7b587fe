/**
 * What the user holds: the session factory, sessions and queries. Wires one context, loader and
 * flush together; everything below may be imported.
 */
@NullMarked
package org.rowanorm.session;

import org.jspecify.annotations.NullMarked;
