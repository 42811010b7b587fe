package org.rowanorm.agent;

/** How the attributes of a class level are reached: by their fields, or by getters and setters. */
enum AccessType {
  FIELD,
  PROPERTY
}
