using Spectre.Console;
using static AudioIO.Samples.Inspect.Tables.Layout;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>The chunks or metadata blocks of every file, also those that nobody understands.</summary>
internal static class ChunkTable
{
    public static Rows? Of(RecordingReport report)
    {
        FileReport[] files = [.. report.Files.Where(file => file.Chunks is not null)];
        if (files.Length == 0) return null;
        bool several = report.Path is null;
        Table table = NewTable();
        if (several) table.AddColumn(Right("File"));
        table.AddColumn("Chunk").AddColumn(Right("At byte")).AddColumn(Right("Bytes"));
        foreach (FileReport file in files)
        {
            foreach (MetadataChunk chunk in file.Chunks!)
            {
                Text[] cells = [Cell(chunk.Id), Cell(Invariant($"{chunk.Position:#,0}")), Cell(Invariant($"{chunk.Length:#,0}"))];
                table.AddRow(several ? [Cell(Invariant($"{file.Index}")), .. cells] : cells);
            }
        }
        return Titled("Chunks", table);
    }
}
