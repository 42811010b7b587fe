package org.rowanorm.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** JSON by Jackson 2. */
public final class Jackson2Format implements JsonFormat {

  private final ObjectMapper mapper;

  /**
   * With the modules on the class path, and set so that rows are written and read as Jackson 3
   * does: times as text, unknown members left out.
   */
  public Jackson2Format() {
    this(
        JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());
  }

  /** With settings of your own. */
  @SuppressWarnings("exports") // who has a mapper has its module; all others need none
  public Jackson2Format(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String write(Object value, Type type) {
    try {
      return mapper.writerFor(mapper.constructType(type)).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  @Override
  public @Nullable Object read(String text, Type type) {
    try {
      return mapper.readValue(text, mapper.constructType(type));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  @Override
  public boolean same(String left, String right) {
    try {
      return left.equals(right) || mapper.readTree(left).equals(mapper.readTree(right));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
