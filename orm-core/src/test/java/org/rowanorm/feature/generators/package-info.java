/** Entities whose package declares a generator. */
@SequenceGenerator(name = "ofThePackage", sequenceName = "package_ids", allocationSize = 4)
package org.rowanorm.feature.generators;

import jakarta.persistence.SequenceGenerator;
