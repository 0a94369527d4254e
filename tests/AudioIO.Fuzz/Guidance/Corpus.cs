using System.IO.Compression;
using System.Security.Cryptography;

namespace AudioIO.Fuzz;

/// <summary>
/// Inputs that once took a way of their own, or found a fault that is mended since. One archive, compressed as a whole, because most of them are alike: the
/// name of the target, the length and the bytes of each, one after the other.
/// </summary>
internal static class Corpus
{
    private static Dictionary<string, List<byte[]>>? _default;

    /// <summary>The archive beside the program.</summary>
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "corpus.br");

    /// <summary>The inputs of a target in the archive beside the program.</summary>
    public static IReadOnlyList<byte[]> Of(FuzzTarget target) =>
        (_default ??= ReadAll(DefaultPath)).TryGetValue(target.Name, out List<byte[]>? inputs) ? inputs : [];

    /// <summary>The files in a folder whose names begin with that of a target, as <see cref="NameOf"/> makes them.</summary>
    public static IEnumerable<byte[]> ReadFolder(string folder, FuzzTarget target) => Files(folder, target).Select(File.ReadAllBytes);

    /// <summary>As <see cref="ReadFolder"/>, their paths.</summary>
    public static IEnumerable<string> Files(string folder, FuzzTarget target) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, target.Name + "-*.bin").Where(path => TargetOf(path) == target).Order() : [];

    /// <summary>Puts an input into a folder, for others to take: as a whole.</summary>
    public static void Put(string folder, string name, byte[] input)
    {
        string part = Path.Combine(folder, $"{name}.{Environment.ProcessId}");
        File.WriteAllBytes(part, input);
        File.Move(part, Path.Combine(folder, name), overwrite: true);
    }

    /// <summary>Writes an archive; the same inputs make the same one.</summary>
    public static void Write(string path, IEnumerable<(FuzzTarget Target, byte[] Input)> inputs)
    {
        using var file = new FileStream(path, FileMode.Create);
        using var archive = new BrotliStream(file, CompressionLevel.SmallestSize);
        using var writer = new BinaryWriter(archive);
        foreach ((FuzzTarget target, byte[] input) in inputs)
        {
            writer.Write(target.Name);
            writer.Write(input.Length);
            writer.Write(input);
        }
        writer.Write("");
    }

    private static Dictionary<string, List<byte[]>> ReadAll(string path)
    {
        var inputs = new Dictionary<string, List<byte[]>>();
        if (!File.Exists(path)) return inputs;
        using var reader = new BinaryReader(new BrotliStream(File.OpenRead(path), CompressionMode.Decompress));
        for (string name; (name = reader.ReadString()).Length > 0;)
        {
            if (!inputs.TryGetValue(name, out List<byte[]>? those)) inputs.Add(name, those = []);
            those.Add(reader.ReadBytes(reader.ReadInt32()));
        }
        return inputs;
    }

    /// <summary>The name of an input's file, which names the target, too.</summary>
    public static string NameOf(FuzzTarget target, byte[] input) => $"{target.Name}-{Hash(input)}.bin";

    /// <summary>The target that a file's name names; null for other files.</summary>
    public static FuzzTarget? TargetOf(string path)
    {
        string name = Path.GetFileName(path);
        return FuzzTarget.All.FirstOrDefault(target => name.LastIndexOf('-') == target.Name.Length && name.StartsWith(target.Name, StringComparison.Ordinal));
    }

    private static string Hash(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];
}
