using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AudioIO.Samples.Viewer;

/// <summary>The recording that is shown: damage reads as silence and is listed, so that what is around it can be seen.</summary>
internal sealed class ViewedRecording : IDisposable
{
    private ViewedRecording(IReadOnlyList<string> paths, AudioSource source)
    {
        Paths = paths;
        Source = source;
        Samples = source.Signal<float>();
        Identity = IdentityOf(paths, source);
    }

    /// <summary>Paths of the files, as they were named.</summary>
    public IReadOnlyList<string> Paths { get; }

    public AudioSource Source { get; }

    /// <summary>Its samples, from −1 to 1 where the file holds integers.</summary>
    public Signal<float> Samples { get; }

    /// <summary>Changes whenever a file of it does, but for what a recorder appends while it is shown.</summary>
    public string Identity { get; }

    /// <summary>What it is called.</summary>
    public string Title => Paths.Count == 1
        ? Path.GetFileName(Paths[0])
        : $"{Paths.Count.ToString(CultureInfo.InvariantCulture)} files: {Path.GetFileName(Paths[0])} … {Path.GetFileName(Paths[^1])}";

    /// <summary>Opens it.</summary>
    /// <param name="paths">Paths of the files.</param>
    /// <param name="order">In which order several make up the recording.</param>
    public static ViewedRecording Open(IReadOnlyList<string> paths, FileOrder order)
    {
        var options = new AudioLoaderOptions { OnDamage = DamagePolicy.Silence, FileOrder = order };
        AudioSource source = paths is [string path] ? AudioLoader.OpenSource(path, options) : ConcatenatedSource.Open(paths, options);
        return new ViewedRecording(paths, source);
    }

    public void Dispose()
    {
        Samples.Dispose();
        Source.Dispose();
    }

    private static string IdentityOf(IReadOnlyList<string> paths, AudioSource source)
    {
        var text = new StringBuilder();
        foreach (string path in paths)
        {
            var file = new FileInfo(path);
            text.Append(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        }
        text.Append(source.Frames);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
