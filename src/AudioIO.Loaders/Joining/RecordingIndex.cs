using System.Text.Json;

namespace AudioIO;

/// <summary>
/// What is known of the files of a recording, so that many thousand of them open at once without being touched. It is kept as readable
/// JSON, best beside the recordings: paths are relative to it where they can be. A file that no longer fits is reported by
/// <see cref="Check"/> and refused when it is read.
/// </summary>
public sealed class RecordingIndex
{
    /// <summary>Some hundred bytes per file: room for half a million files.</summary>
    private const long MaxBytes = 256L << 20;

    internal RecordingIndex(IReadOnlyList<IndexedFile> files) => Files = files;

    /// <summary>The files in the order of the recording, at least one; all have the same rate and number of channels.</summary>
    public IReadOnlyList<IndexedFile> Files { get; }

    /// <summary>Reads an index.</summary>
    /// <param name="path">Path of the JSON file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="AudioFormatException">The file is no index, or of a version that is not known.</exception>
    public static RecordingIndex Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads an index whose paths are relative to the directory of <paramref name="path"/>.</summary>
    internal static RecordingIndex Read(Stream stream, string path)
    {
        if (stream.Length > MaxBytes)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded,
                    $"Recording index: expected at most {MaxBytes} bytes, found {stream.Length}", path: path);
        }
        try
        {
            // All at once, which is faster than a few kilobytes at a time. The length was compared above; a byte order mark is no JSON.
            byte[] text = new byte[stream.Length];
            ReadOnlySpan<byte> json = text.AsSpan(0, stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
            if (json.StartsWith("\uFEFF"u8)) json = json[3..];
            IndexDocument document = JsonSerializer.Deserialize(json, IndexDocument.Json.IndexDocument)
                ?? throw new JsonException("null is no index");
            return new RecordingIndex(new IndexParser(path).Parse(document));
        }
        catch (JsonException fault)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Malformed,
                    $"Recording index: expected JSON as AudioIO writes it, found: {fault.Message}", path: path, innerException: fault);
        }
    }

    /// <summary>
    /// Writes the index, in place of any file of that name, as a whole or not at all: of several who write it at once, the last one's stays.
    /// </summary>
    /// <param name="path">Path of the JSON file. Files on the same drive are named relative to its directory.</param>
    /// <exception cref="ArgumentException">The path is empty, or ends as that of a directory does.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string path)
    {
        WholeFile.Write(path, stream => JsonSerializer.Serialize(
            stream, IndexDocument.Of(Files, Path.GetDirectoryName(Path.GetFullPath(path))!), IndexDocument.Json.IndexDocument));
    }

    /// <summary>
    /// Compares every file with the index by its size and time of modification, without opening it. Times may differ by two seconds, or by an
    /// hour and those: file systems do not all keep the same.
    /// </summary>
    /// <returns>
    /// One entry of kind <see cref="DiagnosticKind.Changed"/> per file that does not fit, is missing or cannot be looked at.
    /// </returns>
    public IReadOnlyList<Diagnostic> Check()
    {
        var entries = new List<Diagnostic>();
        foreach (IndexedFile file in Files)
        {
            if (Difference(file) is not { } difference) continue;
            string message = $"The file is not the one that was indexed: {difference}";
            entries.Add(new Diagnostic(DiagnosticKind.Changed, message) { Path = file.Path });
        }
        return entries;
    }

    private static string? Difference(IndexedFile file)
    {
        try
        {
            FileStamp found = FileStamp.Of(file.Path);
            return file.Stamp.IsNear(found) ? null : file.Stamp.DifferenceTo(found);
        }
        catch (Exception fault) when (FileStore.IsUnreadable(fault))
        {
            return fault.Message;
        }
    }
}
