using System.IO.Compression;
using System.Security.Cryptography;

namespace AudioIO.Fuzz;

/// <summary>Inputs that once took a way of their own, or found a fault that is mended since: one archive, a folder for each target.</summary>
internal static class Corpus
{
    /// <summary>The archive beside the program.</summary>
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "corpus.zip");

    /// <summary>The inputs of a target.</summary>
    public static List<byte[]> Read(string path, FuzzTarget target)
    {
        var inputs = new List<byte[]>();
        if (!File.Exists(path)) return inputs;
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.StartsWith(target.Name + "/", StringComparison.Ordinal)))
        {
            using Stream stream = entry.Open();
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            inputs.Add(memory.ToArray());
        }
        return inputs;
    }

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

    /// <summary>Writes an archive of all inputs.</summary>
    public static void Write(string path, IEnumerable<(FuzzTarget Target, byte[] Input)> inputs)
    {
        using var file = new FileStream(path, FileMode.Create);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach ((FuzzTarget target, byte[] input) in inputs)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{target.Name}/{Hash(input)}", CompressionLevel.SmallestSize);
            // The same inputs make the same archive.
            entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream stream = entry.Open();
            stream.Write(input);
        }
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
