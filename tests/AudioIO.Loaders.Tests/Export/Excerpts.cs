namespace AudioIO.Tests.Export;

/// <summary>Excerpts as tests look at them.</summary>
internal static class Excerpts
{
    /// <summary>Cuts a range out into a file, and opens what is in it.</summary>
    public static WaveSource Excerpt(this TemporaryFolder folder, AudioSource source, long start, long count, ExportOptions? options = null)
    {
        source.Export(folder["out.wav"], start, count, (options ?? new ExportOptions()) with { Overwrite = true });
        return Recordings.Open(File.ReadAllBytes(folder["out.wav"]));
    }
}
