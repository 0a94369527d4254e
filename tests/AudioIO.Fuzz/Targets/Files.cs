namespace AudioIO.Fuzz;

/// <summary>Recordings whose bytes are in memory.</summary>
internal static class Files
{
    /// <summary>One thread decodes: the branches of several would be counted as those of one, each time another mix.</summary>
    public static AudioLoaderOptions Options(DamagePolicy onDamage) => new() { OnDamage = onDamage, MaxDecodingThreads = 1 };

    /// <summary>Opens whatever the bytes are.</summary>
    public static AudioSource Open(byte[] file, AudioLoaderOptions options) => Opening.Source(Bytes(file), options);

    /// <summary>Opens a FLAC file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="wholeWalkBytes">0 to have small files searched as large ones are.</param>
    public static FlacSource OpenFlac(byte[] file, AudioLoaderOptions options, long wholeWalkBytes) =>
        FlacSource.Open(Bytes(file), 0, options, wholeWalkBytes);

    /// <summary>Opens whatever the bytes are; null where they are refused by name.</summary>
    public static AudioSource? TryOpen(byte[] file, AudioLoaderOptions options)
    {
        try
        {
            return Open(file, options);
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }

    /// <summary>The path of a file for what is only written to one: in memory where there is such a folder.</summary>
    /// <param name="name">Tells it from others of this thread.</param>
    public static string Scratch(string name)
    {
        const string Memory = "/dev/shm";
        return Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"audioio-fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}-{name}");
    }

    private static StreamByteSource Bytes(byte[] file) => new(new MemoryStream(file), leaveOpen: false);
}
