namespace AudioIO;

/// <summary>What a file of a recording must still be when it is opened again.</summary>
/// <param name="File">What is known of it.</param>
/// <param name="MayGrow">True for the last one, which may still be recorded.</param>
/// <param name="IsIndexed">True where it was indexed earlier: file systems do not all keep the same time of it.</param>
internal readonly record struct KnownFile(IndexedFile File, bool MayGrow, bool IsIndexed)
{
    /// <exception cref="AudioFormatException">It is another one.</exception>
    public void ThrowIfChanged(FileStamp found)
    {
        if (MayGrow && found.LengthBytes > File.LengthBytes) return;
        // A recorder that has ended puts the lengths into the header.
        if (MayGrow && !IsIndexed && found.LengthBytes == File.LengthBytes && found.ModifiedUtc >= File.ModifiedUtc) return;
        if (IsIndexed && File.Stamp.IsNear(found)) return;
        if (File.Stamp.DifferenceTo(found) is { } difference) throw Changed(File.Path, difference);
    }

    /// <exception cref="AudioFormatException">It is read in another way than it was.</exception>
    public void ThrowIfChanged(AudioInfo found)
    {
        // The frames that a growing file has more are there from the next refresh on.
        AudioInfo compared = MayGrow && found.Frames > File.Info.Frames ? found with { Frames = File.Info.Frames } : found;
        if (SharedInfo.Change(File.Info, compared) is { } change) throw Changed(File.Path, change);
    }

    public static AudioFormatException Changed(string path, string difference, Exception? cause = null) => new(
        AudioFormatErrorKind.Changed,
        $"The file has changed since the recording was opened or indexed: {difference}",
        path: path.Length > 0 ? path : null,
        innerException: cause);
}
