using AudioIO.Samples.Terminal;
using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>What the recording says beside its samples: sections, and in them keys with their values.</summary>
internal static class MetadataTable
{
    /// <summary>Pictures are kept as text by some programs; nobody reads megabytes of it.</summary>
    private const int LongestText = 2000;

    /// <summary>iXML nests 4 deep; what a hostile file nests deeper would push its values off the terminal.</summary>
    private const int DeepestIndent = 8;

    public static Rows? Of(RecordingReport report)
    {
        if (report.Metadata.Count == 0) return null;
        Grid grid = new Grid().AddColumn().AddColumn();
        foreach (MetadataSection section in report.Metadata) Add(section, 0, grid);
        return Titled(report.Path is null ? "Metadata of the first file" : "Metadata", grid);
    }

    private static void Add(MetadataSection section, int depth, Grid grid)
    {
        grid.AddRow(Indented(Cell(section.Name), depth), Cell(""));
        foreach (MetadataEntry entry in section.Entries)
        {
            string key = entry.PlainName is { } name ? $"{entry.Key} ({name})" : entry.Key;
            grid.AddRow(Indented(Name(key), depth + 1), Cell(Shortened(entry.Text)));
        }
        foreach (MetadataSection child in section.Sections) Add(child, depth + 1, grid);
    }

    private static Padder Indented(Text text, int depth) => new(text, new Padding(2 * Math.Min(depth, DeepestIndent), 0, 0, 0));

    private static string Shortened(string text) => text.Length <= LongestText
        ? text
        : $"{text[..LongestText]}… ({NumberText.Count(text.Length, "character")} in all; --json prints them)";
}
