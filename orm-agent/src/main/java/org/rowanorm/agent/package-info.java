/**
 * The enhancer, byte[] to byte[], and its two doors: the walk over a folder of classes that the
 * Maven plugin does, and the {@code -javaagent}. Imports nothing of Rowan: what it shares with the
 * core is text, in {@link org.rowanorm.agent.Contract}. Of Byte Buddy it uses the ASM within.
 */
@NullMarked
package org.rowanorm.agent;

import org.jspecify.annotations.NullMarked;
