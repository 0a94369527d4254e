using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace AudioIO;

/// <summary>What lies beside the results of a piece and says what they are: the names here are those in the JSON.</summary>
internal sealed record PartDocument
{
    public const string FileName = "part.json";

    public const string FormatName = "AudioIO work part";

    /// <summary>Fingerprint of the plan.</summary>
    public required string Fingerprint { get; init; }

    public required string Format { get; init; }

    public required int Piece { get; init; }

    /// <summary>Who made it: machine, process and a number of its own.</summary>
    public required string Writer { get; init; }

    public required IReadOnlyList<PartDocumentFile?> Files { get; init; }
}

/// <summary>A file of results.</summary>
internal sealed record PartDocumentFile
{
    /// <summary>Relative to the folder, with <c>/</c> between its parts.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Describes a file, and has the system write it to the disk: it may not be lost once its folder has a name.</summary>
    public static PartDocumentFile Of(string folder, string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        stream.Flush(flushToDisk: true);
        return new PartDocumentFile
        {
            Name = NameOf(folder, path),
            Bytes = stream.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(stream)),
        };
    }

    /// <summary>What is wrong with the file as it is now; null where nothing is.</summary>
    public string? Fault(string folder, bool withContent)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists) return $"'{Name}' is missing";
        if (file.Length != Bytes) return $"'{Name}' has {file.Length} bytes, not {Bytes}";
        if (!withContent) return null;
        using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == Sha256 ? null : $"'{Name}' has another content (SHA-256)";
    }

    private static string NameOf(string folder, string path)
    {
        string name = Path.GetRelativePath(folder, path);
        return Path.DirectorySeparatorChar == '\\' ? name.Replace('\\', '/') : name;
    }
}

/// <summary>Reading and writing without reflection, so that programs can be trimmed and compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PartDocument))]
internal sealed partial class PartJson : JsonSerializerContext;
