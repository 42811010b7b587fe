package org.rowanorm.zoo;

/** What a keeper can do. */
public enum Skill {
  FEED,
  HEAL
}
