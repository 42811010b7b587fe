/** What a flush would send, as data that users read. Imports nothing. */
@NullMarked
package org.rowanorm.flush.preview;

import org.jspecify.annotations.NullMarked;
