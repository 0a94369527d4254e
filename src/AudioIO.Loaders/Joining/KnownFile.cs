namespace AudioIO;

/// <summary>What a file of a recording must still be when it is opened again.</summary>
/// <param name="File">What is known of it.</param>
/// <param name="MayGrow">True for the last one, which may still be recorded.</param>
/// <param name="IsIndexed">True where it was indexed earlier: file systems do not all keep the same time of it.</param>
internal readonly record struct KnownFile(IndexedFile File, bool MayGrow, bool IsIndexed)
{
    /// <summary>Compares size and time, without opening it. The time of an indexed file is judged when it is open.</summary>
    /// <exception cref="AudioFormatException">It is another one.</exception>
    public void ThrowIfChanged(FileStamp found)
    {
        bool hasGrown = found.LengthBytes > File.LengthBytes;
        bool hasSize = found.LengthBytes == File.LengthBytes;
        if (MayGrow && hasGrown) return;
        if (IsIndexed && hasSize) return;
        // A recorder that has ended puts the lengths into the header.
        if (MayGrow && hasSize && found.ModifiedUtc >= File.ModifiedUtc) return;
        if (File.Stamp.DifferenceTo(found) is { } difference) throw Changed(File.Path, difference);
    }

    /// <summary>
    /// Judges an indexed file that has the size and the format it had: it is taken for the same one where its time is nearly the same, or, as
    /// that of copies is another one, where it says that it began at the same time.
    /// </summary>
    /// <param name="found">Size and time now.</param>
    /// <param name="source">The file, opened.</param>
    /// <returns>In what its time differs; null where it does not, or the file has grown.</returns>
    /// <exception cref="AudioFormatException">Nothing says that it is the same one.</exception>
    public string? DifferenceInTime(FileStamp found, AudioSource source)
    {
        if (found.LengthBytes > File.LengthBytes || File.Stamp.DifferenceTo(found) is not { } difference) return null;
        bool isSame = File.Stamp.IsNear(found) || (File.StartTime is { } start && start == source.StartTime);
        return isSame ? difference : throw Changed(File.Path, difference);
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
