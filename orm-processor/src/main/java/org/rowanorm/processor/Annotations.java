package org.rowanorm.processor;

import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The annotations of a mapping, by their names. */
final class Annotations {

  static final String ENTITY = "jakarta.persistence.Entity";
  static final String EMBEDDABLE = "jakarta.persistence.Embeddable";
  static final String MAPPED_SUPERCLASS = "jakarta.persistence.MappedSuperclass";
  static final String ID = "jakarta.persistence.Id";
  static final String EMBEDDED_ID = "jakarta.persistence.EmbeddedId";
  static final String EMBEDDED = "jakarta.persistence.Embedded";
  static final String TRANSIENT = "jakarta.persistence.Transient";
  static final String VERSION = "jakarta.persistence.Version";
  static final String ACCESS = "jakarta.persistence.Access";
  static final String CONVERT = "jakarta.persistence.Convert";
  static final String MANY_TO_ONE = "jakarta.persistence.ManyToOne";
  static final String ONE_TO_ONE = "jakarta.persistence.OneToOne";
  static final String ONE_TO_MANY = "jakarta.persistence.OneToMany";
  static final String MANY_TO_MANY = "jakarta.persistence.ManyToMany";
  static final String ELEMENT_COLLECTION = "jakarta.persistence.ElementCollection";

  static final String MAP_KEY_CLASS = "jakarta.persistence.MapKeyClass";
  static final String MAP_KEY = "jakarta.persistence.MapKey";
  static final String ORDER_BY = "jakarta.persistence.OrderBy";
  static final String ENUMERATED = "jakarta.persistence.Enumerated";
  static final String ID_CLASS = "jakarta.persistence.IdClass";

  private Annotations() {}

  static @Nullable AnnotationMirror find(Element element, String name) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(name)) {
        return annotation;
      }
    }
    return null;
  }

  static boolean has(Element element, String... names) {
    for (String name : names) {
      if (find(element, name) != null) {
        return true;
      }
    }
    return false;
  }

  /** A member as text, or null where it is not written. */
  static @Nullable String text(AnnotationMirror annotation, String member) {
    Object value = value(annotation, member);
    return value == null ? null : value.toString();
  }

  /** A member that is a class, or null where it is not written. */
  static @Nullable TypeMirror type(AnnotationMirror annotation, String member) {
    return value(annotation, member) instanceof TypeMirror type ? type : null;
  }

  private static @Nullable Object value(AnnotationMirror annotation, String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(member)) {
        return entry.getValue().getValue();
      }
    }
    return null;
  }
}
