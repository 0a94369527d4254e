using System.Reflection;
using System.Reflection.Metadata;

namespace AudioIO.Build;

/// <summary>
/// What a program that uses an assembly can name. A member is told by its type, its name and the number of its parameters: an overload that
/// is not public and has as many as one that is would stay, which does no harm.
/// </summary>
internal sealed class VisibleMembers
{
    private readonly HashSet<string> _keys = [];
    private readonly MetadataReader _reader;

    public VisibleMembers(MetadataReader reader)
    {
        _reader = reader;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (IsVisible(type)) Add(type, NameOf(type));
        }
    }

    /// <summary>True where the name of an entry of the documentation is one that can be named.</summary>
    public bool Contains(string entry)
    {
        if (entry.StartsWith("T:", StringComparison.Ordinal)) return _keys.Contains(entry);
        string signature = entry[2..];
        int open = signature.IndexOf('(', StringComparison.Ordinal);
        string path = open < 0 ? signature : signature[..open];
        int dot = path.LastIndexOf('.');
        string member = path[(dot + 1)..];
        // The number of a method's own type parameters is written behind two grave accents.
        int arity = member.IndexOf("``", StringComparison.Ordinal);
        return _keys.Contains(Key(entry[0], path[..dot], arity < 0 ? member : member[..arity], open < 0 ? 0 : Count(signature[open..])));
    }

    private void Add(TypeDefinition type, string name)
    {
        _keys.Add($"T:{name}");
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            if (IsVisible(method)) _keys.Add(Key('M', name, _reader.GetString(method.Name).Replace('.', '#'), ParametersOf(method.Signature)));
        }
        foreach (PropertyDefinitionHandle handle in type.GetProperties())
        {
            PropertyDefinition property = _reader.GetPropertyDefinition(handle);
            PropertyAccessors accessors = property.GetAccessors();
            if (IsVisible(accessors.Getter) || IsVisible(accessors.Setter))
                _keys.Add(Key('P', name, _reader.GetString(property.Name), ParametersOf(property.Signature)));
        }
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = _reader.GetFieldDefinition(handle);
            FieldAttributes access = field.Attributes & FieldAttributes.FieldAccessMask;
            if (access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem)
                _keys.Add(Key('F', name, _reader.GetString(field.Name), 0));
        }
        foreach (EventDefinitionHandle handle in type.GetEvents())
        {
            EventDefinition happening = _reader.GetEventDefinition(handle);
            if (IsVisible(happening.GetAccessors().Adder)) _keys.Add(Key('E', name, _reader.GetString(happening.Name), 0));
        }
    }

    private static string Key(char kind, string type, string member, int parameters) => $"{kind}:{type}.{member}/{parameters}";

    private string NameOf(TypeDefinition type)
    {
        string name = _reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return $"{NameOf(_reader.GetTypeDefinition(outer))}.{name}";
        string space = _reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private bool IsVisible(TypeDefinition type)
    {
        TypeAttributes access = type.Attributes & TypeAttributes.VisibilityMask;
        return access is TypeAttributes.Public
            || (access is TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem
                && IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())));
    }

    private bool IsVisible(MethodDefinitionHandle handle) => !handle.IsNil && IsVisible(_reader.GetMethodDefinition(handle));

    private static bool IsVisible(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    /// <summary>ECMA-335 §II.23.2: a header, the number of type parameters where the header says so, the number of parameters.</summary>
    private int ParametersOf(BlobHandle signature)
    {
        BlobReader blob = _reader.GetBlobReader(signature);
        if (blob.ReadSignatureHeader().IsGeneric) blob.ReadCompressedInteger();
        return blob.ReadCompressedInteger();
    }

    /// <summary>Parameters of a list in parentheses: commas count outside the brackets of generic types and of arrays.</summary>
    private static int Count(string list)
    {
        int depth = 0, commas = 0;
        foreach (char c in list)
        {
            if (c is '(' or '{' or '[') depth++;
            else if (c is ')' or '}' or ']') depth--;
            else if (c == ',' && depth == 1) commas++;
            // A conversion's result stands behind the list.
            if (depth == 0) break;
        }
        return commas + 1;
    }
}
