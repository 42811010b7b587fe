/** Rowan's annotation processor: typed query classes. */
module org.rowanorm.processor {
  requires java.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      org.rowanorm.processor.QueryClassGenerator;
}
