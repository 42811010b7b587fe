package shop.desk;

import shop.base.Named;

/** No mapped class, and touches the fields of one in another module. */
class Report {
  String of(Named named) {
    return named.id + " " + named.name;
  }
}
