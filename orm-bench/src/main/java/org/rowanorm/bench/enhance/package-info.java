/**
 * What enhancement costs, beside the peers: accessors, bytes of an instance, the agent per class
 * and at the start of an application. Imports item.
 */
@NullMarked
package org.rowanorm.bench.enhance;

import org.jspecify.annotations.NullMarked;
