namespace AudioIO;

/// <summary>Tells whether a file is still the one it was: its size in bytes and when it was last written.</summary>
internal readonly record struct FileStamp(long LengthBytes, DateTime ModifiedUtc)
{
    /// <summary>FAT keeps times to two seconds.</summary>
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);

    /// <summary>File systems that keep local time shift by so much when summer time begins or ends.</summary>
    private static readonly TimeSpan SummerTime = TimeSpan.FromHours(1);

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a directory.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        // Archives keep recordings behind symbolic links: what counts is the file at their end, where that has a name (/dev/stdin has none).
        if (file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) &&
            file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target)
            file = target;
        if (!file.Exists && Directory.Exists(path)) throw new IOException($"'{path}' is a directory: expected a recording.");
        if (!file.Exists) throw new FileNotFoundException($"There is no file '{path}'.", path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>What differs from another stamp, as <c>expected x, found y</c>; null where nothing does.</summary>
    public string? DifferenceTo(FileStamp found)
    {
        if (LengthBytes != found.LengthBytes) return $"expected {LengthBytes} bytes, found {found.LengthBytes}";
        return ModifiedUtc != found.ModifiedUtc ? $"expected it last written at {ModifiedUtc:O}, found {found.ModifiedUtc:O}" : null;
    }

    /// <summary>
    /// True where the size is the same, and the times differ by no more than the way in which file systems keep them: by two seconds, or by
    /// those and an hour.
    /// </summary>
    public bool IsNear(FileStamp found)
    {
        TimeSpan difference = (ModifiedUtc - found.ModifiedUtc).Duration();
        return LengthBytes == found.LengthBytes && (difference <= Coarseness || (difference - SummerTime).Duration() <= Coarseness);
    }
}
