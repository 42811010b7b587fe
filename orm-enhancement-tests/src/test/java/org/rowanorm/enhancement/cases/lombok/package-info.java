/**
 * Classes as Lombok writes them. Its annotation processor runs in the same compilation; Error Prone
 * leaves this package alone, since it would judge what Lombok has written.
 */
package org.rowanorm.enhancement.cases.lombok;
