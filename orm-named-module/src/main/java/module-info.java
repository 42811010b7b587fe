/** An application that opens nothing: Rowan gets to its private fields all the same. */
module org.rowanorm.shop {
  requires org.rowanorm.core;
  requires com.h2database;
  requires java.naming; // H2's data source is a Referenceable
}
