/* Writes where every text of a study file stands: the keys that lead to it, one a line, parted by
   tabs; items of lists by their number from 0. For comparison with other readers of YAML. */
#include "base/os_file.h"
#include "study/yaml.h"

#include <stdio.h>

static void write_paths(Context *context, const TreeNode *node, Str path)
{
    if (node->kind == TREE_TEXT) {
        printf("%.*s\n", STR_ARGS(path));
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        Str step =
            node->kind == TREE_MAP ? node->items[i].key : str_format(context->arena, "%zu", i);
        const char *part = path.length == 0 ? "" : "\t";
        Str below = str_format(context->arena, "%.*s%s%.*s", STR_ARGS(path), part, STR_ARGS(step));

        write_paths(context, node->items[i].value, below);
    }
}

int main(int argc, char **argv)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    TreeNode *root = NULL;
    Str bytes;

    if (argc < 2 || failed(file_read_start(&context, str_from(argv[1]), 1 << 20, &bytes)) ||
        failed(yaml_read(&context, str_from(argv[1]), bytes, &root))) {
        return 1;
    }
    write_paths(&context, root, STR(""));
    return 0;
}
