using System.Reflection;
using System.Text.Json.Serialization;
using AudioIO.Samples.Terminal;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace AudioIO.Samples.Batch;

/// <summary>Tables as Parquet files.</summary>
internal static class Table
{
    public const string Levels = "levels.parquet";

    public const string Events = "events.parquet";

    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Zstd };

    /// <summary>Writes a table as a new file with one row group.</summary>
    public static void Write<TRow>(string path, IReadOnlyList<TRow> rows)
        where TRow : class
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        WriteAsync(stream, [rows]).GetAwaiter().GetResult();
    }

    /// <summary>Writes the rows of many tables as a new file, one row group each, in their order: there as a whole or not at all.</summary>
    /// <returns>Number of rows.</returns>
    public static long Join<TRow>(string path, IEnumerable<string> parts)
        where TRow : class, new()
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            long count = 0;
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                WriteAsync(stream, parts.Select(part =>
                {
                    IReadOnlyList<TRow> rows = Read<TRow>(part);
                    count += rows.Count;
                    return rows;
                })).GetAwaiter().GetResult();
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
    public static IReadOnlyList<TRow> Read<TRow>(string path)
        where TRow : class, new() => [.. ParquetSerializer.DeserializeAsync<TRow>(path).GetAwaiter().GetResult().Data];

    /// <summary>True where a table has the columns of these rows.</summary>
    /// <exception cref="UsageException">The file is no Parquet file.</exception>
    public static bool IsOf<TRow>(string path)
    {
        try
        {
            ParquetSchema found = ParquetReader.ReadSchemaAsync(path).GetAwaiter().GetResult();
            return found.DataFields.Select(field => field.Name).SequenceEqual(Columns<TRow>().Select(NameOf));
        }
        catch (Exception fault) when (fault is ParquetException or IOException and not FileNotFoundException)
        {
            throw new UsageException($"'{path}' is no Parquet file: {fault.Message}");
        }
    }

    /// <summary>The columns of rows, in their order: what all tables have first.</summary>
    public static PropertyInfo[] Columns<TRow>() =>
        [.. typeof(TRow).GetProperties().OrderBy(column => column.DeclaringType == typeof(TRow)).ThenBy(column => column.MetadataToken)];

    /// <summary>The name of a column.</summary>
    public static string NameOf(PropertyInfo column) => column.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name;

    private static async Task WriteAsync<TRow>(Stream stream, IEnumerable<IReadOnlyList<TRow>> groups)
        where TRow : class
    {
        ParquetSchema known = typeof(TRow).GetParquetSchema(true);
        var schema = new ParquetSchema(Columns<TRow>().Select(column => known.FindDataField(NameOf(column))));
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, Options);
        foreach (IReadOnlyList<TRow> rows in groups)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (PropertyInfo column in Columns<TRow>())
            {
                DataField field = schema.FindDataField(NameOf(column));
                await (Type.GetTypeCode(column.PropertyType) switch
                {
                    TypeCode.String => group.WriteAsync(field, Values<string>(rows, column)),
                    TypeCode.Boolean => group.WriteAsync<bool>(field, Values<bool>(rows, column)),
                    TypeCode.Int32 => group.WriteAsync<int>(field, Values<int>(rows, column)),
                    TypeCode.Int64 => group.WriteAsync<long>(field, Values<long>(rows, column)),
                    TypeCode.Single => group.WriteAsync<float>(field, Values<float>(rows, column)),
                    TypeCode.Double => group.WriteAsync<double>(field, Values<double>(rows, column)),
                    _ => group.WriteAsync<DateTime>(field, Values<DateTime?>(rows, column)),
                });
            }
            group.CompleteValidate();
        }
    }

    private static T[] Values<T>(IEnumerable<object> rows, PropertyInfo column) => [.. rows.Select(row => (T)column.GetValue(row)!)];
}
