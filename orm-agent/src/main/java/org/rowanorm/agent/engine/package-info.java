/**
 * The door of Byte Buddy's own build plugins, which find it by {@code
 * META-INF/net.bytebuddy/build.plugins}. Imports {@code org.rowanorm.agent} only.
 */
@NullMarked
package org.rowanorm.agent.engine;

import org.jspecify.annotations.NullMarked;
