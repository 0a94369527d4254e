using Parquet;
using Parquet.Serialization;

namespace AudioIO.Samples.Batch;

/// <summary>Tables as Parquet files.</summary>
internal static class Table
{
    public const string Levels = "levels.parquet";

    public const string Events = "events.parquet";

    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Zstd };

    /// <summary>Writes a table as a new file with one row group.</summary>
    public static void Write<TRow>(string path, IReadOnlyCollection<TRow> rows)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        Append(stream, rows, isFirst: true);
    }

    /// <summary>Writes the rows of many tables as a new file, one row group each, in their order: there as a whole or not at all.</summary>
    /// <returns>Number of rows.</returns>
    public static long Join<TRow>(string path, IEnumerable<string> parts)
        where TRow : new()
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            long count = 0;
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                bool isFirst = true;
                foreach (string part in parts)
                {
                    IList<TRow> rows = Read<TRow>(part);
                    count += rows.Count;
                    Append(stream, [.. rows], isFirst);
                    isFirst = false;
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            return count;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>The rows of a table.</summary>
    public static IList<TRow> Read<TRow>(string path)
        where TRow : new() => ParquetSerializer.DeserializeAsync<TRow>(path).GetAwaiter().GetResult();
}
