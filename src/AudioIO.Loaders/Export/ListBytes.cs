using System.Text;

namespace AudioIO;

/// <summary>
/// The content of a LIST chunk (Multimedia Programming Interface and Data Specifications 1.0, chapter 2): its type, then chunks.
/// </summary>
internal static class ListBytes
{
    /// <summary>A LIST with the chunks in it.</summary>
    /// <exception cref="ArgumentException">An id does not have four printable ASCII characters.</exception>
    public static byte[] Of(string type, IEnumerable<(string Id, byte[] Content)> children)
    {
        var bytes = new List<byte>(Encoding.ASCII.GetBytes(type));
        foreach ((string id, byte[] content) in children)
        {
            if (id.Length != 4 || id.Any(c => c is < ' ' or > '~'))
                throw new ArgumentException($"'{id}' is no id of a chunk: expected four printable ASCII characters.", nameof(children));
            bytes.AddRange(Encoding.ASCII.GetBytes(id));
            bytes.AddRange(BitConverter.GetBytes(content.Length));
            bytes.AddRange(content);
            if ((content.Length & 1) != 0) bytes.Add(0);
        }
        return [.. bytes];
    }

    /// <summary>Text as INFO and adtl have it: UTF-8, and a NUL.</summary>
    public static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
