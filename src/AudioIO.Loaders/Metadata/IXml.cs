using System.Text;
using System.Xml;

namespace AudioIO;

/// <summary>
/// The iXML chunk: an element with children becomes a section, one without a value; siblings of the same name are numbered from 1
/// (<c>TRACK1</c>, <c>TRACK2</c>), attributes are named <c>element@attribute</c>. What was read before a fault is kept.
/// </summary>
internal static class IXml
{
    /// <summary>iXML nests 4 deep.</summary>
    public const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ChunkLoader.MaxXmlBytes,
        // Without a DTD there are no entities but the five of XML itself; 0 would mean no limit.
        MaxCharactersFromEntities = 1,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        IXmlText text = IXmlText.Of(bytes);
        if (text.HasDocumentType) tree.Report(chunk, "expected no DOCTYPE, found one; it is ignored");
        if (text.BareAmpersands > 0)
            tree.Report(chunk, $"expected &amp; in text, found {text.BareAmpersands} bare &; each is read as such");
        var root = new Element("");
        try
        {
            Read(text.ToString(), root, chunk, tree);
        }
        catch (XmlException error)
        {
            tree.Report(chunk, $"expected well-formed XML, found: {error.Message}");
        }
        MetadataSection section = tree.Section("IXML", chunk);
        // Every path would begin with the name of the root.
        if (root.Children is [var only] && only.Name.Equals("BWFXML", StringComparison.OrdinalIgnoreCase)) root = only;
        AddAttributes(root, root.Name, section, tree);
        AddChildren(root, section, tree);
    }

    private static void Read(string text, Element root, Chunk chunk, MetadataTree tree)
    {
        if (text.Length == 0) return;
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var open = new Stack<Element>([root]);
        int count = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (open.Count > MaxDepth || ++count > MetadataTree.MaxNodes)
                {
                    tree.Report(chunk, $"expected at most {MetadataTree.MaxNodes} elements, {MaxDepth} deep, found more; " +
                        "the rest is left out");
                    return;
                }
                var element = new Element(reader.LocalName);
                open.Peek().Children.Add(element);
                bool isEmpty = reader.IsEmptyElement;
                while (reader.MoveToNextAttribute() && ++count <= MetadataTree.MaxNodes)
                    element.Attributes.Add((reader.Name, reader.Value));
                if (!isEmpty) open.Push(element);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                open.Peek().Text.Append(reader.Value);
            }
        }
    }

    // At most MaxDepth calls deep.
    private static void AddChildren(Element parent, MetadataSection section, MetadataTree tree)
    {
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Element child in parent.Children) totals[child.Name] = totals.GetValueOrDefault(child.Name) + 1;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Element child in parent.Children)
        {
            int number = numbers[child.Name] = numbers.GetValueOrDefault(child.Name) + 1;
            Add(child, totals[child.Name] > 1 ? child.Name + number : child.Name, section, tree);
        }
    }

    private static void Add(Element element, string name, MetadataSection parent, MetadataTree tree)
    {
        AddAttributes(element, name, parent, tree);
        string text = element.Text.ToString().Trim();
        if (element.Children.Count == 0)
        {
            tree.Add(parent, name, text);
            return;
        }
        if (text.Length > 0) tree.Add(parent, name, text);
        AddChildren(element, tree.AddSection(name, parent), tree);
    }

    private static void AddAttributes(Element element, string name, MetadataSection parent, MetadataTree tree)
    {
        foreach ((string attribute, string value) in element.Attributes)
        {
            if (!attribute.StartsWith("xmlns", StringComparison.Ordinal)) tree.Add(parent, $"{name}@{attribute}", value);
        }
    }

    private sealed class Element(string name)
    {
        public string Name { get; } = name;

        public StringBuilder Text { get; } = new();

        public List<(string Name, string Value)> Attributes { get; } = [];

        public List<Element> Children { get; } = [];
    }
}
