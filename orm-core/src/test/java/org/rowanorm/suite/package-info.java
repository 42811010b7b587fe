/**
 * What must hold on every database, written once and run on each: {@link
 * org.rowanorm.suite.DialectSuite} gathers the topics, a {@code XSuiteTest} names the database, and
 * a {@link org.rowanorm.suite.SuiteDatabase} holds all that differs between them.
 */
package org.rowanorm.suite;
