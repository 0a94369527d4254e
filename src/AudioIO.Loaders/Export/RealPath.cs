namespace AudioIO;

/// <summary>Where a path leads: two paths are one file where they lead to the same place.</summary>
internal static class RealPath
{
    // What operating systems follow before they speak of a loop.
    private const int MaxLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>The full path with every link on it followed; what does not exist is taken as it is named.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        for (int links = 0; links <= MaxLinks; links++)
        {
            if (FollowFirstLink(full) is not { } followed) return full;
            full = followed;
        }
        throw new IOException($"'{path}': expected a file, found more than {MaxLinks} links one after the other.");
    }

    /// <summary>True where both lead to one file, or would where the second does not exist yet.</summary>
    public static bool IsSame(string path, string other)
    {
        string first = Of(path), second = Of(other);
        if (first == second) return true;
        // A disk that does not tell small letters from capitals has one name where another disk has two.
        if (!first.Equals(second, StringComparison.OrdinalIgnoreCase)) return false;
        return Path.GetDirectoryName(first) is { } folder && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder)
            .Count(entry => Path.GetFileName(entry).Equals(Path.GetFileName(first), StringComparison.OrdinalIgnoreCase)) == 1;
    }

    private static string? FollowFirstLink(string full)
    {
        string current = Path.GetPathRoot(full)!;
        string[] parts = full[current.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string next = Path.Combine(current, parts[i]);
            if (new FileInfo(next).LinkTarget is { } target) return Path.GetFullPath(Path.Combine([target, .. parts[(i + 1)..]]), current);
            current = next;
        }
        return null;
    }
}
