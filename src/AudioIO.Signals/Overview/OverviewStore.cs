using System.Security.Cryptography;
using System.Text;
using AudioIO.Overviews;

namespace AudioIO;

/// <summary>
/// Where an overview is kept: a file beside every file of a recording, or in a folder; or in memory alone. It is a copy of what can be
/// computed again: one that does not fit its recording is computed anew, and one that cannot be written is kept in memory
/// (<see cref="OverviewPart.Fault"/>).
/// </summary>
public sealed class OverviewStore
{
    private readonly Func<StoredFrames, string>? _pathOf;

    internal OverviewStore(Func<StoredFrames, string>? pathOf) => _pathOf = pathOf;

    /// <summary>In memory alone: 13 bytes for every 256 samples of float, 1.3 % of them.</summary>
    public static OverviewStore Memory { get; } = new(null);

    /// <summary>
    /// Beside each file of the recording, as <c>night.flac.overview</c>. Frames that are not all those of a file stay in memory, and so does
    /// the overview of a signal that is computed.
    /// </summary>
    public static OverviewStore Beside { get; } = new(stored => stored.Path);

    /// <summary>In a folder, which is made when it is needed: a file for each file of the recording, named after it and its path.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static OverviewStore Folder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetFullPath(path);
        return new OverviewStore(stored => Path.Combine(folder, NameFor(stored.Path)));
    }

    /// <summary>
    /// In one file, for a signal that is not a recording, as a filtered one, or that is stored in a way of its own.
    /// </summary>
    /// <param name="path">The file, made or grown as needed.</param>
    /// <param name="identity">By what it is recognised as that of this signal.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static OverviewStore File(string path, OverviewIdentity identity)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(identity);
        return new OverviewStore(null) { SinglePath = Path.GetFullPath(path), Identity = identity };
    }

    /// <summary>The file for the whole of a signal; null where there is one for each file of a recording, or none.</summary>
    internal string? SinglePath { get; private init; }

    internal OverviewIdentity? Identity { get; init; }

    /// <summary>The bytes of a file; tests have files that fail.</summary>
    internal Func<string, OpenSidecars, ISidecarBytes> FileAt { get; init; } = (path, open) => new SidecarFile(path, open);

    /// <summary>Whether files of a recording have files of their own.</summary>
    internal bool KeepsFiles => _pathOf is not null;

    /// <summary>Path of what is kept of some frames, without the ending; null: in memory.</summary>
    internal string? PathOf(StoredFrames stored) => _pathOf?.Invoke(stored);

    // Two recordings of one name in two folders must not share a file.
    private static string NameFor(string path)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path)));
        return $"{Path.GetFileName(path)}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}
