/**
 * Tests of the enhancer by the structure of what it writes, and by the JVM's own verifier; what
 * enhanced classes do at run time is tested in orm-core. Names that begin with {@code H_} carry the
 * id of a case of the acceptance list.
 */
package org.rowanorm.agent;
