/** Runs the application as a user runs it: on the module path, in a JVM of its own. */
package org.rowanorm.shop;
