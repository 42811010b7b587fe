/** The peers as sides, each set up as its documentation recommends. Imports entity, item, side. */
@NullMarked
package org.rowanorm.bench.peers;

import org.jspecify.annotations.NullMarked;
