namespace AudioIO;

/// <summary>Tells whether a file is still the one it was: its size in bytes and when it was last written.</summary>
internal readonly record struct FileStamp(long LengthBytes, DateTime ModifiedUtc)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        // Archives keep recordings behind symbolic links: what counts is the file at their end, where that has a name (/dev/stdin has none).
        if (file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) &&
            file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target)
            file = target;
        if (!file.Exists) throw new FileNotFoundException($"There is no file '{path}'.", path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>What differs from another stamp, as <c>expected x, found y</c>; null where nothing does.</summary>
    public string? DifferenceTo(FileStamp found)
    {
        if (LengthBytes != found.LengthBytes) return $"expected {LengthBytes} bytes, found {found.LengthBytes}";
        return ModifiedUtc != found.ModifiedUtc ? $"expected it last written at {ModifiedUtc:O}, found {found.ModifiedUtc:O}" : null;
    }
}
