package shop.store;

class Plain {}
