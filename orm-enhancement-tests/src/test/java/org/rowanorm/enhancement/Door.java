package org.rowanorm.enhancement;

/** How classes are enhanced. */
public enum Door {
  /** By the agent, when they are loaded. */
  AGENT,
  /** By the walk over a folder that the goals do, before. */
  BUILD
}
