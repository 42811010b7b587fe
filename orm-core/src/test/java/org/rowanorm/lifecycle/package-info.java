/** What each operation of a session does to an object, by where it stands: tables, checked. */
package org.rowanorm.lifecycle;
