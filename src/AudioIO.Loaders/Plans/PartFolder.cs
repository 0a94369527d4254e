using System.Globalization;
using System.Text.Json;

namespace AudioIO;

/// <summary>
/// Where the parts of a plan lie: <c>folder / first 16 digits of the fingerprint / piece</c>, so that plans can share a folder. What is still
/// being written, or was when its writer died, has another name: <c>piece.writer.unfinished</c>.
/// </summary>
internal sealed class PartFolder
{
    private const int NameDigits = 16;

    /// <summary>Some hundred bytes for every file of results.</summary>
    private const long MaxBytes = 64L << 20;

    private const string Unfinished = ".unfinished";

    private const string Damaged = ".damaged";

    private readonly string _folder;
    private readonly string _root;

    public PartFolder(string folder, string fingerprint)
    {
        _folder = System.IO.Path.GetFullPath(folder);
        _root = System.IO.Path.Combine(_folder, fingerprint[..NameDigits]);
        Fingerprint = fingerprint;
    }

    public string Fingerprint { get; }

    /// <summary>Full path of the folder that all plans may share.</summary>
    public string Path => _folder;

    public string PathOf(WorkPiece piece) => System.IO.Path.Combine(_root, NameOf(piece));

    /// <summary>Makes the folder of a part that is being written.</summary>
    public string Make(WorkPiece piece, string writer) =>
        Directory.CreateDirectory(System.IO.Path.Combine(_root, $"{NameOf(piece)}.{writer}{Unfinished}")).FullName;

    /// <summary>Looks at the part of a piece; null where there is none.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="withContent">True to read its files; else their lengths alone count.</param>
    public FoundPart? Look(WorkPiece piece, bool withContent) =>
        Directory.Exists(PathOf(piece)) ? Look(PathOf(piece), piece.Index, withContent) : null;

    /// <summary>Puts a part that is not sound out of the way.</summary>
    public void PutAside(WorkPiece piece, string writer) => Directory.Move(PathOf(piece), $"{PathOf(piece)}.{writer}{Damaged}");

    /// <summary>Everything that is there beside the parts: those being written, those put aside, and what is no part.</summary>
    public (List<string> Unfinished, List<string> Others) Rest(IReadOnlyList<WorkPiece> pieces)
    {
        List<string> unfinished = [], others = [];
        if (!Directory.Exists(_root)) return (unfinished, others);
        HashSet<string> names = [.. pieces.Select(NameOf)];
        foreach (string path in Directory.EnumerateFileSystemEntries(_root).Order(StringComparer.Ordinal))
        {
            string name = System.IO.Path.GetFileName(path);
            if (name.EndsWith(Unfinished, StringComparison.Ordinal)) unfinished.Add(path);
            else if (!name.EndsWith(Damaged, StringComparison.Ordinal) && !names.Contains(name)) others.Add(path);
        }
        return (unfinished, others);
    }

    /// <summary>Folders of parts of other plans.</summary>
    public List<string> OtherPlans() => !Directory.Exists(_folder) ? [] :
    [
        .. Directory.EnumerateDirectories(_folder)
            .Where(path => path != _root && System.IO.Path.GetFileName(path) is { Length: NameDigits } name && name.All(char.IsAsciiHexDigitLower))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Looks at a folder that may be a part.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="piece">The piece that it should be of; null for any.</param>
    /// <param name="withContent">True to read its files.</param>
    public FoundPart Look(string path, int? piece, bool withContent)
    {
        try
        {
            using FileStream stream = File.OpenRead(System.IO.Path.Combine(path, PartDocument.FileName));
            if (stream.Length > MaxBytes) throw new IOException($"expected at most {MaxBytes} bytes, found {stream.Length}");
            PartDocument document = JsonSerializer.Deserialize(stream, PartJson.Default.PartDocument) ?? throw new JsonException("null");
            return new FoundPart(path, document, Fault(document, path, piece, withContent));
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return new FoundPart(path, null, $"it has no '{PartDocument.FileName}' that can be read ({fault.Message})");
        }
    }

    private string? Fault(PartDocument document, string path, int? piece, bool withContent)
    {
        if (document.Format != PartDocument.FormatName) return $"'{PartDocument.FileName}' is of the format '{document.Format}'";
        if (document.Fingerprint != Fingerprint) return $"it is a part of another plan ({document.Fingerprint})";
        if (piece is not null && document.Piece != piece) return $"it is that of piece {document.Piece}";
        if (document.Files is null || document.Files.Any(file => !IsInside(file?.Name))) return $"'{PartDocument.FileName}' lists no files of it";
        return document.Files.Select(file => file!.Fault(path, withContent)).FirstOrDefault(fault => fault is not null);
    }

    // What anybody may have written must not lead out of the folder, and must be a path.
    private static bool IsInside(string? name) =>
        !string.IsNullOrEmpty(name) && !name.Contains('\0', StringComparison.Ordinal) && !System.IO.Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");

    private static string NameOf(WorkPiece piece) => piece.Index.ToString("D6", CultureInfo.InvariantCulture);
}

/// <summary>A folder that has the name of a part.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Document">What it says of itself; null where that cannot be read.</param>
/// <param name="Fault">What is wrong with it; null where nothing is.</param>
internal sealed record FoundPart(string Path, PartDocument? Document, string? Fault)
{
    public bool IsSound => Fault is null;
}
