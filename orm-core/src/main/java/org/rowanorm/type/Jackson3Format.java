package org.rowanorm.type;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson 3. */
public final class Jackson3Format implements JsonFormat {

  private final ObjectMapper mapper;

  /** With Jackson's own settings, and the modules on the class path. */
  public Jackson3Format() {
    this(JsonMapper.builder().findAndAddModules().build());
  }

  /** With settings of your own. */
  @SuppressWarnings("exports") // who has a mapper has its module; all others need none
  public Jackson3Format(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String write(Object value, Type type) {
    return mapper.writerFor(mapper.constructType(type)).writeValueAsString(value);
  }

  @Override
  public @Nullable Object read(String text, Type type) {
    return mapper.readValue(text, mapper.constructType(type));
  }

  @Override
  public boolean same(String left, String right) {
    return left.equals(right) || mapper.readTree(left).equals(mapper.readTree(right));
  }
}
