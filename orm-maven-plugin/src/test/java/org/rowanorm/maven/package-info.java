/** Tests of the goals without Maven: what they log and how they fail, and what they declare. */
package org.rowanorm.maven;
