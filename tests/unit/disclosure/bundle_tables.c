/* The tables of a bundle's keys name every member of every struct of an audit: what is added to a
   struct and forgotten in its table leaves a gap here. */
#include "disclosure/bundle_fields.h"

#include "tap.h"

typedef struct Extent {
    size_t start;
    size_t end;
    size_t align;
} Extent;

enum { EXTENTS_MOST = 2 * BUNDLE_FIELDS_MOST };

static Extent value_extent(const BundleField *field)
{
    size_t size = 0;
    size_t align = 0;

#define IS(type) (size = sizeof(type), align = _Alignof(type))
    switch (field->kind) {
    case BUNDLE_TEXT:
        IS(Str);
        break;
    case BUNDLE_TEXTS:
        IS(StrSpan);
        break;
    case BUNDLE_BOOL:
        IS(bool);
        break;
    case BUNDLE_WORD:
    case BUNDLE_STAGES:
        IS(int);
        break;
    case BUNDLE_COUNT:
        IS(size_t);
        break;
    case BUNDLE_DOUBLE:
    case BUNDLE_DOUBLE_OR_NAN:
        IS(double);
        break;
    case BUNDLE_NUMBER:
        IS(ShownNumber);
        break;
    case BUNDLE_INSIDE: /* all of them hold a Str, a double or a count */
        size = field->shape->size;
        align = _Alignof(Str) > _Alignof(double) ? _Alignof(Str) : _Alignof(double);
        break;
    case BUNDLE_INDICES:
    case BUNDLE_ONE:
    case BUNDLE_LIST:
    case BUNDLE_PER_GROUP:
    case BUNDLE_PER_MEASURE:
        IS(void *);
        break;
    }
#undef IS
    return (Extent){field->offset, field->offset + size, align};
}

static void insert(Extent *extents, size_t count, Extent extent)
{
    size_t i = count;

    while (i > 0 && extents[i - 1].start > extent.start) {
        extents[i] = extents[i - 1];
        i--;
    }
    extents[i] = extent;
}

/* Members follow each other with no more room between them than their alignment asks for. */
static bool has_no_gap(const BundleShape *shape)
{
    Extent extents[EXTENTS_MOST];
    size_t count = 0;
    size_t end = 0;
    size_t widest = 1;

    for (size_t i = 0; i < shape->count; i++) {
        const BundleField *field = &shape->fields[i];

        insert(extents, count++, value_extent(field));
        if (field->kind == BUNDLE_LIST || field->kind == BUNDLE_INDICES) {
            insert(extents, count++,
                   (Extent){field->count_offset, field->count_offset + sizeof(size_t),
                            _Alignof(size_t)});
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (extents[i].start !=
            (end + extents[i].align - 1) / extents[i].align * extents[i].align) {
            printf("# %s: a gap before byte %zu\n", shape->name, extents[i].start);
            return false;
        }
        end = extents[i].end;
        widest = extents[i].align > widest ? extents[i].align : widest;
    }
    return shape->size == (end + widest - 1) / widest * widest;
}

static bool has_distinct_keys(const BundleShape *shape)
{
    for (size_t i = 0; i < shape->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (str_equal(str_from(shape->fields[i].key), str_from(shape->fields[k].key))) {
                return false;
            }
        }
    }
    return true;
}

/* Depth is bounded: shapes hold no shape that holds them. Returns the shapes that were met. */
static size_t look_at(const BundleShape *shape)
{
    size_t met = 1;

    OK(has_no_gap(shape), "%s: every member is in the table", shape->name);
    OK(has_distinct_keys(shape), "%s: no key stands twice", shape->name);
    for (size_t i = 0; i < shape->count; i++) {
        if (shape->fields[i].shape != NULL) {
            met += look_at(shape->fields[i].shape);
        }
    }
    return met;
}

int main(void)
{
    OK(look_at(bundle_shape()) > 15, "all structs were looked at");
    return tap_done();
}
