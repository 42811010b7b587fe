/**
 * The topics of the dialect suite: interfaces whose tests know no database. What differs between
 * databases they ask {@link org.rowanorm.suite.topic.SuiteDatabase}.
 */
package org.rowanorm.suite.topic;
