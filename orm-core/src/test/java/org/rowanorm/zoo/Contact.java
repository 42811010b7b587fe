package org.rowanorm.zoo;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How somebody is reached: an embeddable with collections, nested too. */
@Embeddable
public class Contact {
  public @Nullable String city;
  @ElementCollection @OrderColumn public List<String> phones = new ArrayList<>();
  @ElementCollection public Map<String, Integer> hours = new HashMap<>();
  public Friends friends = new Friends(new ArrayList<>());
}
