namespace AudioIO.Tests.Flac;

/// <summary>Files as storages leave them that lost their bookkeeping: a cluster of one place in another.</summary>
internal static class FlacClusters
{
    public static IReadOnlyList<string> Kinds { get; } = ["zeroed", "missing", "own earlier", "own later", "foreign", "put in between"];

    /// <summary>Puts something else in the place of a cluster, or before it.</summary>
    /// <param name="sound">The file.</param>
    /// <param name="other">Another one, for foreign clusters.</param>
    /// <param name="kind">One of <see cref="Kinds"/>, or "foreign beside", from the same place of the other file, or "moved on".</param>
    /// <param name="place">Where, as a fraction of the file.</param>
    /// <param name="cluster">Bytes of a cluster.</param>
    public static byte[] Damage(byte[] sound, byte[] other, string kind, double place, int cluster)
    {
        int at = PlaceOf(sound, place, cluster);
        int earlier = PlaceOf(sound, place / 2, cluster), later = (at + ((sound.Length - at) / 2)) / cluster * cluster;
        // Near the end of the file there is less than a cluster.
        later = Math.Min(later, (sound.Length - cluster) / cluster * cluster);
        int foreignAt = PlaceOf(other, kind == "foreign" ? (place + 0.4) % 1 : place, cluster);
        byte[] own = kind is "own earlier" or "put in between" && place > 0.5 ? sound[earlier..(earlier + cluster)] : sound[later..(later + cluster)];
        byte[] foreign = other[foreignAt..Math.Min(foreignAt + cluster, other.Length)];
        (byte[] before, byte[] from, byte[] behind) = (sound[..at], sound[at..], sound[(at + cluster)..]);
        return kind switch
        {
            "zeroed" => [.. before, .. new byte[cluster], .. behind],
            "missing" => [.. before, .. behind],
            "own earlier" => [.. before, .. sound[earlier..(earlier + cluster)], .. behind],
            "own later" => [.. before, .. own, .. behind],
            "moved on" => [.. before, .. sound[(at + cluster)..later], .. sound[at..(at + cluster)], .. sound[later..]],
            "put in between" => [.. before, .. own, .. from],
            _ => [.. before, .. foreign, .. sound[(at + foreign.Length)..]],
        };
    }

    /// <summary>Byte at which the damage of a place begins.</summary>
    public static int PlaceOf(byte[] sound, double place, int cluster) => (int)(sound.Length * place) / cluster * cluster;
}
